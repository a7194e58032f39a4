"""The Angular workspace, as far as it can be looked at without npm."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FRONTEND = ROOT / "frontend"


def read(name):
    return json.loads((FRONTEND / name).read_text(encoding="utf-8"))


@pytest.fixture
def project():
    [project] = read("angular.json")["projects"].values()
    return project


@pytest.mark.parametrize("name", ["angular.json", "package.json", "proxy.conf.json"])
def test_settings_are_json(name):
    assert isinstance(read(name), dict)


def test_the_build_names_files_that_exist(project):
    options = project["architect"]["build"]["options"]
    names = [options["browser"], options["tsConfig"], *options["styles"]]
    names += [asset["input"] for asset in options["assets"]]
    names += [project["architect"]["serve"]["options"]["proxyConfig"]]
    assert [name for name in names if not (FRONTEND / name).exists()] == []
    assert (FRONTEND / project["sourceRoot"] / "index.html").exists()


def test_typescript_is_configured_for_application_and_tests():
    for reference in read("tsconfig.json")["references"]:
        assert read(reference["path"])["extends"] == "./tsconfig.json"


def test_all_of_angular_has_one_version():
    package = read("package.json")
    wanted = {**package["dependencies"], **package["devDependencies"]}
    versions = {version for name, version in wanted.items() if name.startswith("@angular/")}
    assert len(versions) == 1


def test_builders_are_installed(project):
    package = read("package.json")
    for target in project["architect"].values():
        assert target["builder"].split(":")[0] in package["devDependencies"]


def test_imports_lead_somewhere():
    for source in FRONTEND.glob("src/**/*.ts"):
        for name in re.findall(r"from '(\.[^']*)'", source.read_text(encoding="utf-8")):
            assert (source.parent / f"{name}.ts").exists(), f"{source} imports {name}"


def test_apache_serves_what_the_build_makes(project):
    [name] = read("angular.json")["projects"]
    serve = (ROOT / "deploy" / "serve").read_text(encoding="utf-8")
    assert f"frontend/dist/{name}/browser" in serve


def test_the_development_server_sends_the_api_to_django():
    assert list(read("proxy.conf.json")) == ["/api"]
