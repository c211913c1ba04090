# shellcheck shell=bash
# shellcheck disable=SC2154  # home, self, jar and java_home are the launcher's
# Read by the launcher: puts Portcullis on this host, and takes it away without a trace.
#
#   portcullis install [--root FOLDER]                      FOLDER: stage it there instead of in /
#   portcullis uninstall [--root FOLDER] [--keep-settings]

readonly PROGRAM=/usr/lib/portcullis SETTINGS=/etc/portcullis UNIT=/etc/systemd/system/portcullis.service
readonly COMPLETION=/usr/share/bash-completion/completions/portcullis
readonly ZSH_COMPLETION=/usr/share/zsh/vendor-completions/_portcullis FISH_COMPLETION=/usr/share/fish/vendor_completions.d/portcullis.fish
readonly MANUAL=/usr/share/man/man1 DOCUMENTS=/usr/share/doc/portcullis
readonly ROTATION=/etc/logrotate.d/portcullis LINK=/usr/sbin/portcullis
# How fail2ban and logcheck read our lines; changes of yours belong into portcullis.local and local-portcullis beside them.
readonly FAIL2BAN=/etc/fail2ban/filter.d LOGCHECK=/etc/logcheck

root=''
keep=''

install_words() {
  while (( $# )); do
    case $1 in
      --root) [[ -n ${2:-} ]] || fail 64 "--root wants a folder"; root=${2%/}; shift ;;
      --root=*) root=${1#--root=}; root=${root%/} ;;
      --keep-settings) keep=true ;;
      *) fail 64 "unknown word \"$1\"; there are --root FOLDER and, to uninstall, --keep-settings" ;;
    esac
    shift
  done
  [[ -n $root || $EUID == 0 ]] || fail "$NOT_PERMITTED" "must be root, unless --root names a folder to stage into"
}

systemd_runs() { [[ -z $root && -d /run/systemd/system ]] && command -v systemctl >/dev/null; }

# A file that the administrator has changed stays as it is; what we ship now comes to lie beside it.
put_setting() {
  local from=$1 to=$root$SETTINGS/$2 shipped=$root$PROGRAM/shipped/$2
  command install -d -m 0755 "${to%/*}" "${shipped%/*}"
  if [[ -e $to ]] && ! cmp -s "$to" "$from" && ! cmp -s "$to" "$shipped"; then
    command install -m 0644 "$from" "$to.new"
    say "$to was changed here and stays; ours is $to.new"
  else
    command install -m 0644 "$from" "$to"
  fi
  command install -m 0644 "$from" "$shipped"
}

install_program() {
  local file dist=$home/src/main/dist
  install_words "$@"
  [[ -f $home/pom.xml ]] || fail 64 "install starts from the source folder, not from what is installed already"
  find_java || fail "$UNAVAILABLE" "no Java was found"
  command install -d -m 0755 "$root$PROGRAM/lib" "$root$DOCUMENTS/docs" "$root${COMPLETION%/*}" "$root${ZSH_COMPLETION%/*}" "$root${FISH_COMPLETION%/*}" "$root$MANUAL" "$root${UNIT%/*}" "$root${LINK%/*}" "$root${ROTATION%/*}"
  rm -f "$root$PROGRAM"/lib/*.jar
  command install -m 0755 "$self" "$root$PROGRAM/portcullis"
  command install -m 0644 "$dist/install.sh" "$root$PROGRAM/install.sh"
  command install -m 0644 "$dist/portcullis.schema.json" "$dist/portcullis.code-snippets" "$root$PROGRAM/"
  command install -m 0644 "$jar" "$root$PROGRAM/portcullis.jar"
  command install -m 0644 "$home"/target/lib/*.jar "$root$PROGRAM/lib/"
  ln -sfn "$PROGRAM/portcullis" "$root$LINK"
  for file in portcullis.yaml environment; do put_setting "$dist/$file" "$file"; done
  while IFS= read -r file; do put_setting "$home/$file" "$file"; done < <(cd "$home" && find rules policies -type f | sort)
  command install -m 0644 "$dist/portcullis.service" "$root$UNIT"
  command install -m 0644 "$dist/portcullis.logrotate" "$root$ROTATION"
  command install -D -m 0644 -t "$root$FAIL2BAN" "$dist"/fail2ban/*.conf
  command install -D -m 0644 "$dist/logcheck/cracking" "$root$LOGCHECK/cracking.d/portcullis"
  command install -D -m 0644 "$dist/logcheck/violations" "$root$LOGCHECK/violations.d/portcullis"
  command install -D -m 0644 "$dist/logcheck/ignore" "$root$LOGCHECK/ignore.d.server/portcullis"
  command install -m 0644 "$home"/LICENSE "$home"/THIRD-PARTY.md "$home"/README.md "$home"/CHANGELOG.md "$root$DOCUMENTS/"
  command install -m 0644 "$home"/docs/*.md "$root$DOCUMENTS/docs/"
  local -a program=("$java_home/bin/java" -XX:TieredStopAtLevel=1 -jar "$jar")
  "${program[@]}" completion bash >"$root$COMPLETION"
  "${program[@]}" completion zsh >"$root$ZSH_COMPLETION"
  "${program[@]}" completion fish >"$root$FISH_COMPLETION"
  "${program[@]}" man --all "$root$MANUAL"
  if systemd_runs; then systemctl daemon-reload; fi
  say "installed; try: portcullis doctor"
  say "then: systemctl enable --now portcullis (it observes until $SETTINGS/environment says PORTCULLIS_OPTIONS=--enforce)"
}

uninstall_program() {
  local path
  install_words "$@"
  if systemd_runs && systemctl -q is-enabled portcullis 2>/dev/null; then systemctl -q disable --now portcullis; fi
  if [[ -z $root ]]; then
    if [[ -S /run/portcullis/control ]]; then "$PROGRAM/portcullis" stop >/dev/null 2>&1 || true; fi
    if command -v nft >/dev/null && nft list table inet portcullis >/dev/null 2>&1; then
      nft delete table inet portcullis
      say "lifted all blocks of table inet portcullis"
    fi
  fi
  local -a paths=("$LINK" "$UNIT" "$UNIT.d" "$ROTATION" "$COMPLETION" "$ZSH_COMPLETION" "$FISH_COMPLETION" "$DOCUMENTS" "$FAIL2BAN"/portcullis{,-reports}.conf "$LOGCHECK"/{cracking.d,violations.d,ignore.d.server}/portcullis /var/cache/portcullis /var/lib/portcullis /run/portcullis)
  for path in "$root$MANUAL"/portcullis.1 "$root$MANUAL"/portcullis-*.1; do paths+=("${path#"$root"}"); done
  [[ -n $keep ]] || paths+=("$SETTINGS")
  for path in "${paths[@]}" "$PROGRAM"; do
    [[ -e $root$path || -L $root$path ]] || continue
    rm -rf -- "${root}${path:?}"
    say "removed $root$path"
  done
  if systemd_runs; then systemctl daemon-reload; fi
}
