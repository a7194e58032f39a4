"""The release build, for benchmarks: made where it has to be, and found."""
import os
import subprocess

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def program(given=None):
    """Returns the path of the fleet program: the given one, or the release build's, which is made first."""
    return os.path.abspath(given) if given else os.path.join(built("--product", "fleet"), "fleet")


def built(*arguments):
    """Makes a release build and returns the folder of its programs."""
    build = ["swift", "build", "-c", "release", *arguments]
    # What the build tells is no part of what a benchmark prints.
    subprocess.run(build, cwd=ROOT, check=True, stdout=2)
    return subprocess.run(build + ["--show-bin-path"], cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()
