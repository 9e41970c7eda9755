# Completion of the tool o2 for bash. In ~/.bashrc:  source <(o2 completion bash)
_o2_complete() {
  local IFS=$'\n' word="${COMP_WORDS[COMP_CWORD]}" names
  names=$(o2 "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)
  [[ $word == -* ]] || names=$(grep -v '^-' <<<"$names")
  COMPREPLY=($(compgen -W "$names" -- "$word"))
  [[ ${COMPREPLY[0]} == */ ]] && compopt -o nospace
}
complete -o default -F _o2_complete o2
