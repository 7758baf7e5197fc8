declare module 'web-push-testing/src/PushApiModel.js' {
  export class SubscriptionExpiredError extends Error {}

  /** A push service as a browser and a sender see it: it checks signatures, and decrypts what it is sent. */
  export class PushApiModel {
    /** What stands before the name of a device in its address. */
    notifyUrl: string;
    subscribe(options: { userVisibleOnly: 'true'; applicationServerKey: string }): Promise<{
      endpoint: string;
      keys: { p256dh: string; auth: string };
      clientHash: string;
    }>;
    expireSubscription(clientHash: string): void;
    handleNotification(
      clientHash: string,
      headers: Record<string, string | undefined>,
      body: Buffer,
    ): Promise<void>;
    getNotifications(of: { clientHash: string }): { messages: string[] };
  }
}
