export { Fences, type FencesEverywhereOptions, type FencesReport, type LeftAlone } from './fences';
export { NamespaceFence, type NamespaceFenceProps } from './namespace-fence';
