/** What the tests use of the provider, which brings no types. */
declare module 'oidc-provider' {
  interface Account {
    accountId: string;
    claims(): Promise<object>;
  }
  interface Configuration {
    findAccount(context: unknown, id: string): Account;
    [setting: string]: unknown;
  }
  export default class Provider {
    constructor(issuer: string, configuration: Configuration);
    callback(): import('node:http').RequestListener;
  }
}
