#compdef winnow
# zsh completion of winnow: commands and flags from winnow itself, files where it has none.
_winnow() {
  local -a flag words_of
  [[ ${words[CURRENT]} == -* ]] && flag=(${words[CURRENT]})
  words_of=(${(f)"$(${words[1,CURRENT-1]} $flag --generate-bash-completion 2>/dev/null)"})
  compadd -- $words_of
  [[ ${words[CURRENT]} == -* ]] || _files
}
compdef _winnow winnow
