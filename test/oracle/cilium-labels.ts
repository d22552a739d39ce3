/** Labels of pods that Cilium leaves out of identities. */
export function isLeftOut(key: string): boolean {
  if (/^(app\.kubernetes\.io|io\.cilium\.k8s\.)/.test(key)) return false;
  return /^(io\.kubernetes|kubernetes\.io|k8s\.io|pod-template-hash|pod-template-generation|controller-revision-hash|annotation|etcd_node)/.test(key)
    || /^(statefulset\.kubernetes\.io\/pod-name|apps\.kubernetes\.io\/pod-index|batch\.kubernetes\.io\/job-completion-index)/.test(key)
    || /^(topology\.kubernetes\.io|(batch\.kubernetes\.io\/)?controller-uid)/.test(key)
    || /beta\.kubernetes\.io/.test(key);
}
