/** The words of the pictures to choose from. */
export const pictureWords = {
  picture: 'Picture',
  each: [
    'Fox',
    'Fish',
    'Cactus',
    'Moon',
    'Sun',
    'Mushroom',
    'Cat',
    'Owl',
    'Leaf',
    'Mountain',
    'Sailing boat',
    'Flower',
    'Lightning',
    'Umbrella',
    'Anchor',
  ],
};
