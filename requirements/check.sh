#!/bin/sh
# Says what is missing before anything is set up, and what to do about it.
python=$1
if ! command -v "$python" >/dev/null 2>&1; then
  echo "Counterspy needs Python 3.11 or newer, and '$python' is not here. On Debian or Ubuntu: apt install python3 python3-pip" >&2
  exit 1
fi
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  echo "Counterspy needs Python 3.11 or newer; '$python' is $("$python" -V 2>&1). Name a newer one: make PYTHON=python3.11 …" >&2
  exit 1
fi
if ! "$python" -m pip --version >/dev/null 2>&1; then
  echo "Counterspy sets itself up with pip, and '$python' has none. On Debian or Ubuntu: apt install python3-pip" >&2
  exit 1
fi
if ! "$python" -c 'import pip, sys; sys.exit(tuple(int(n) for n in pip.__version__.split(".")[:2]) < (22, 3))'; then
  echo "Counterspy needs pip 22.3 or newer; this is $("$python" -m pip --version). Renew it: $python -m pip install --upgrade pip" >&2
  exit 1
fi
if ! "$python" -c 'import venv' >/dev/null 2>&1; then
  echo "'$python' cannot make virtual environments. On Debian or Ubuntu: apt install python3-venv" >&2
  exit 1
fi
