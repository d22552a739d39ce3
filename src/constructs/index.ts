export { DnsProfile, LabelExpression, Peer, PodSelector, Port } from './values';
export type { CustomDnsOptions, NodeLocalDnsOptions, PodSelectorOptions } from './values';
export type { NamespacedProps, PolicyOptions } from './input';
export {
  AllowBetween, AllowFrom, AllowTo, ApiServerEgress, DefaultDeny, DefaultDenyEgress, DefaultDenyIngress, DnsEgress, ExposeThrough,
  InternetEgress, MetricsIngress, WebhookIngress,
} from './policies';
export type {
  AllowBetweenOptions, AllowBetweenProps, AllowFromOptions, AllowFromProps, AllowFromRule, AllowToOptions, AllowToProps, AllowToRule,
  ApiServerEgressOptions, ApiServerEgressProps, DefaultDenyProps, DnsEgressOptions, DnsEgressProps, ExposeThroughOptions,
  ExposeThroughProps, InternetEgressOptions, InternetEgressProps, MetricsIngressOptions, MetricsIngressProps, WebhookIngressOptions,
  WebhookIngressProps,
} from './policies';
export * from './fences';
export * from './checks';
export * from './synthesis';
