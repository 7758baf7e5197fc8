declare const opaque: unique symbol;

/**
 * A place in the log: behind one of its events and all that came before. Opaque outside of this folder, which alone knows that it is a
 * number: others compare it, hand it on, and can make none up.
 */
export interface Place {
  readonly [opaque]: true;
}

/** Behind the event with this id; 0 is before the first. For this folder alone, as a test says. */
export function toPlace(id: number): Place {
  return id as unknown as Place;
}

export function toNumber(place: Place): number {
  return place as unknown as number;
}
