import type { KnownKinds } from './known-kind';

const BRINGS = { role: 'brings-objects', where: 'anywhere' } as const;

/**
 * Objects for which a controller fetches, renders or copies other objects: pods and policies may exist that the input does not contain.
 * @see https://fluxcd.io/flux/components/
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/
 * @see https://docs.k3s.io/helm
 * @see https://fleet.rancher.io/ref-crds
 * @see https://carvel.dev/kapp-controller/docs/latest/
 * @see https://olm.operatorframework.io/docs/
 * @see https://open-cluster-management.io/docs/concepts/work-distribution/manifestwork/
 */
export const OBJECT_BRINGERS: readonly KnownKinds[] = [
  { role: 'brings-objects', group: 'helm.toolkit.fluxcd.io', kinds: 'HelmRelease', target: ['spec', 'targetNamespace'] },
  { ...BRINGS, group: 'kustomize.toolkit.fluxcd.io', kinds: 'Kustomization', target: ['spec', 'targetNamespace'] },
  { ...BRINGS, group: 'infra.contrib.fluxcd.io', kinds: 'Terraform' },
  { ...BRINGS, group: 'fluxcd.controlplane.io', kinds: 'FluxInstance ResourceSet ResourceSetInputProvider' },
  { ...BRINGS, group: 'argoproj.io', kinds: 'Application', target: ['spec', 'destination', 'namespace'] },
  { ...BRINGS, group: 'argoproj.io', kinds: 'ApplicationSet' },
  { role: 'brings-objects', group: 'helm.cattle.io', kinds: 'HelmChart', target: ['spec', 'targetNamespace'] },
  { ...BRINGS, group: 'k3s.cattle.io', kinds: 'Addon' },
  { ...BRINGS, group: 'fleet.cattle.io', kinds: 'Bundle GitRepo HelmOp' },
  { ...BRINGS, group: 'kappctrl.k14s.io', kinds: 'App' },
  { ...BRINGS, group: 'packaging.carvel.dev', kinds: 'PackageInstall PackageRepository' },
  { ...BRINGS, group: 'operators.coreos.com', kinds: 'ClusterServiceVersion InstallPlan Subscription' },
  { ...BRINGS, group: 'olm.operatorframework.io', kinds: 'ClusterExtension ClusterCatalog' },
  { ...BRINGS, group: 'helm.crossplane.io', kinds: 'Release' },
  { ...BRINGS, group: 'kubernetes.crossplane.io', kinds: 'Object' },
  { ...BRINGS, group: 'pkg.crossplane.io', kinds: 'Configuration Function Provider' },
  { ...BRINGS, group: 'apiextensions.crossplane.io', kinds: 'Composition CompositionRevision CompositeResourceDefinition' },
  { ...BRINGS, group: 'kro.run', kinds: '*' },
  { ...BRINGS, group: 'core.oam.dev', kinds: '*' },
  { ...BRINGS, group: 'configsync.gke.io', kinds: 'RepoSync ResourceGroup RootSync' },
  { ...BRINGS, group: 'config.projectsveltos.io', kinds: 'ClusterProfile Profile' },
  { ...BRINGS, group: 'work.open-cluster-management.io', kinds: 'ManifestWork ManifestWorkReplicaSet' },
  { ...BRINGS, group: 'policy.open-cluster-management.io', kinds: 'ConfigurationPolicy OperatorPolicy Policy' },
  { ...BRINGS, group: 'addons.cluster.x-k8s.io', kinds: 'ClusterResourceSet HelmChartProxy' },
  { ...BRINGS, group: 'capsule.clastix.io', kinds: 'GlobalTenantResource TenantResource' },
  { ...BRINGS, group: 'pulumi.com', kinds: 'Program Stack' },
  { ...BRINGS, group: 'operator.istio.io', kinds: 'IstioOperator' },
  { ...BRINGS, group: 'sailoperator.io', kinds: 'Istio IstioCNI IstioRevision ZTunnel' },
  { ...BRINGS, group: 'operator.tigera.io', kinds: '*' },
  { ...BRINGS, group: 'operator.knative.dev', kinds: '*' },
  { ...BRINGS, group: 'operator.tekton.dev', kinds: '*' },
  { ...BRINGS, group: 'operator.cluster.x-k8s.io', kinds: '*' },
];
