# Makes the environment that scripts/run and scripts/test share: .venv, packages, Qt's system libraries.
# Sourced, not run. Needs POSIX sh and nothing that a bare Debian lacks.
# shellcheck shell=sh

venv=.venv
export PIP_DISABLE_PIP_VERSION_CHECK=1

# Everything that PySide6 from a package registry links to and does not bring, on Debian 12 and 13.
qt_packages="libglib2.0-0 libgl1 libegl1 libxkbcommon0 libfontconfig1 libdbus-1-3 libgssapi-krb5-2 \
libxcb-cursor0 libxkbcommon-x11-0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 \
libwayland-cursor0 libwayland-egl1"

# say ENGLISH ARABIC: tell the person, in the language of the session. Standard output is for data.
say() {
    case ${HASHIYA_LANGUAGE:-${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}} in
        ar | ar[_.@]*) printf '%s\n' "$2" >&2 ;;
        *) printf '%s\n' "$1" >&2 ;;
    esac
}

is_root_with_apt() {
    [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1
}

# apt_install PACKAGE...: quietly; what went wrong is shown if it fails.
apt_install() {
    log=$(mktemp)
    if { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
        --no-install-recommends "$@"; } >"$log" 2>&1 </dev/null; then
        rm -f "$log"
    else
        cat "$log" >&2
        rm -f "$log"
        return 1
    fi
}

# Sets $python to a Python that is new enough.
find_python() {
    for python in python3 python3.14 python3.13 python3.12 python3.11; do
        if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            return
        fi
    done
    say "Hashiya needs Python 3.11 or newer, and none is here. On Debian 12 or 13: apt-get install python3 python3-venv" \
        "تحتاج «حاشية» إلى بايثون 3.11 أو أحدث، ولا وجود له هنا. في دبيان 12 أو 13: apt-get install python3 python3-venv"
    exit 1
}

# Makes the virtual environment, or a new one in place of one that no longer works.
make_venv() {
    if "$venv/bin/python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        return
    fi
    find_python
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        say "Python's venv module is missing. On Debian: apt-get install python3-venv" \
            "وحدة venv في بايثون غير مثبتة. في دبيان: apt-get install python3-venv"
        exit 1
    fi
    "$python" -m venv --clear "$venv"
}

# What an installation depends on: a change of any part makes it stale.
fingerprint() {
    {
        cat pyproject.toml
        pwd
        "$venv/bin/python" -VV
    } | sha256sum
}

# install_once STAMP PIP-ARGUMENT...: install, unless that was done for this very pyproject.toml.
install_once() {
    stamp=$venv/$1
    shift
    fingerprint=$(fingerprint)
    if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$fingerprint" ]; then
        return
    fi
    say "Installing Hashiya and what it needs into $venv (once; about 100 MB to fetch) …" \
        "تُثبَّت «حاشية» وما تحتاج إليه في ‎$venv‎ (مرة واحدة؛ نحو 100 ميغابايت تُنزَّل) …"
    # An environment made by uv has no pip, and Debian 12's pip does not know --group.
    "$venv/bin/python" -m pip --version >/dev/null 2>&1 || "$venv/bin/python" -m ensurepip >/dev/null
    if ! { "$venv/bin/python" -m pip install --quiet --upgrade "pip>=25.1" &&
        "$venv/bin/python" -m pip install --quiet "$@"; }; then
        say "The installation did not work; the reason stands above. It needs the network this once. Start again when it is there." \
            "لم يتم التثبيت، والسبب مذكور أعلاه. يلزم الاتصال بالشبكة هذه المرة وحدها. أعد المحاولة حين يتوفر."
        exit 1
    fi
    printf '%s\n' "$fingerprint" >"$stamp"
}

# missing_qt_libraries PLUGIN...: what Qt with these platform plugins asks for and the system lacks, one a line.
missing_qt_libraries() {
    qt=$("$venv/bin/python" -c 'import importlib.util as u; print(*u.find_spec("PySide6").submodule_search_locations)')
    for plugin; do
        shift
        set -- "$@" "$qt/Qt/plugins/platforms/libq$plugin.so"
        [ "$plugin" != wayland ] || set -- "$@" "$qt"/Qt/plugins/wayland-*-client/*.so
    done
    ldd "$qt/QtGui.abi3.so" "$qt/QtWidgets.abi3.so" "$qt/QtNetwork.abi3.so" "$@" 2>/dev/null |
        sed -n 's/^[[:space:]]*\([^ ]*\) => not found.*/\1/p' | sort -u
}

# need_qt_libraries PLUGIN...: install the system libraries of Qt where that is allowed, else say how, and fail.
need_qt_libraries() {
    missing=$(missing_qt_libraries "$@")
    [ -n "$missing" ] || return 0
    if is_root_with_apt; then
        say "Installing the system libraries of Qt …" "تُثبَّت مكتبات النظام التي تحتاج إليها Qt …"
        # shellcheck disable=SC2086 # a list of words
        apt_install $qt_packages
        missing=$(missing_qt_libraries "$@")
        [ -n "$missing" ] || return 0
    fi
    # shellcheck disable=SC2086 # one line of words
    set -- $missing
    say "Qt needs system libraries that are not installed: $*" "تحتاج Qt إلى مكتبات نظام غير مثبتة: $*"
    say "Install them, then start again:" "ثبّتها ثم ابدأ من جديد:"
    printf '    sudo apt-get install -y %s\n' "$qt_packages" >&2
    return 1
}
