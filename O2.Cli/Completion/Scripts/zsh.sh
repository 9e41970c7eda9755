# Completion of the tool o2 for zsh. In ~/.zshrc, behind compinit:  source <(o2 completion zsh)
_o2_complete() {
  local line="${(j: :)words[1,CURRENT]}"
  local -a names=("${(@f)$(o2 "[suggest:${#line}]" "${line}" 2>/dev/null)}")
  [[ $words[CURRENT] == -* ]] || names=(${names:#-*})
  [[ -n $names ]] || { _files; return }
  compadd -- ${names:#*/}
  compadd -S '' -- ${(M)names:#*/}
}
compdef _o2_complete o2
