"""The same app with the App of cdk8s and with FenceApp, through jsii: the same files, and our errors."""
import os
import sys

from cdk8s import ApiObject, App, Chart, JsonPatch, YamlOutputType
from cdk8s_netfence import CheckMode, FenceApp, NamespaceFence


def build(app):
    first = Chart(app, "first", namespace="web")
    ApiObject(first, "settings", api_version="v1", kind="ConfigMap").add_json_patch(JsonPatch.add("/data", {"on": "yes"}))
    second = Chart(app, "second")
    ApiObject(second, "more", api_version="v1", kind="ConfigMap").add_dependency(first)
    NamespaceFence(Chart(app, "web", namespace="web"), "web")
    app.synth()
    return app.synth_yaml(), [chart.node.path for chart in app.charts]


def texts(folder):
    found = {}
    for place, _, names in os.walk(folder):
        for name in names:
            with open(os.path.join(place, name), "rb") as file:
                found[os.path.relpath(os.path.join(place, name), folder)] = file.read()
    return found


root = sys.argv[1]
for output in YamlOutputType:
    stock, ours = (os.path.join(root, f"{kind}-{output.name}") for kind in ("stock", "ours"))
    built = [build(kind(outdir=folder, yaml_output_type=output)) for kind, folder in ((App, stock), (FenceApp, ours))]
    assert built[0] == built[1], built
    assert texts(stock) == texts(ours), output
    assert len(texts(ours)) > 1, output


def refused(code, **props):
    try:
        app = FenceApp(outdir=os.path.join(root, "refused"), **props)
        for name in ("a", "b"):
            ApiObject(Chart(app, name), "twice", api_version="v1", kind="ConfigMap", metadata={"name": "same"})
        app.synth()
    except Exception as error:
        assert f"[{code}]" in str(error), error
        return
    raise AssertionError(f"{code} was not refused")


refused("object-twice")
refused("output-stale", losses=CheckMode.WARN, check=os.path.join(root, "absent"))
print("the same bytes from Python")
