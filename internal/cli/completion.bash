# bash completion of winnow: commands and flags from winnow itself, files where it has none.
_winnow() {
  local cur=${COMP_WORDS[COMP_CWORD]} flag=() words
  [[ $cur == -* ]] && flag=("$cur")
  words=$("${COMP_WORDS[@]:0:COMP_CWORD}" "${flag[@]}" --generate-bash-completion 2>/dev/null)
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
}
complete -o bashdefault -o default -F _winnow winnow
