import type {
  CreatedSubscriptionBody,
  CreateSubscriptionBody,
  SubscriptionsBody,
} from '../api/subscriptions/schema.ts';
import type { Http } from './http.ts';

export function subscriptionCalls(http: Http) {
  return {
    listSubscriptions: (signal?: AbortSignal) => http.get<SubscriptionsBody>('/subscriptions', signal),
    subscribe: (subscription: CreateSubscriptionBody) =>
      http.post<CreatedSubscriptionBody>('/subscriptions', subscription),
    unsubscribe: (id: string) => http.delete<void>(`/subscriptions/${encodeURIComponent(id)}`),
  };
}
