import { readOptions, UsageError } from './options.ts';
import type { Verbs } from './verb.ts';

const SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const;
type Shell = (typeof SHELLS)[number];

const HELP = `trilens completion SHELL

Prints a script by which bash, zsh, fish or powershell completes verbs and options.

  trilens completion bash >> ~/.bashrc
  trilens completion zsh >> ~/.zshrc
  trilens completion fish > ~/.config/fish/completions/trilens.fish
  trilens completion powershell >> $PROFILE`;

/** Prints the script of one shell. */
export async function run(args: string[], verbs: Verbs): Promise<number> {
  const { values, positionals } = readOptions(
    args,
    { help: { type: 'boolean', short: 'h' } },
    'names',
  );
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const [name, ...more] = positionals;
  const shell = SHELLS.find((one) => one === name);
  if (shell === undefined || more.length > 0)
    throw new UsageError(`trilens completion takes one of ${SHELLS.join(', ')}.`);
  console.log(SCRIPTS[shell](await optionsOf(verbs), verbs));
  return 0;
}

/** The options of each verb, as its help names them. */
async function optionsOf(verbs: Verbs): Promise<Map<string, string[]>> {
  const print = console.log;
  const options = new Map<string, string[]>();
  try {
    for (const [name, verb] of Object.entries(verbs)) {
      let help = '';
      console.log = (text: string) => {
        help += text;
      };
      await (await verb.load()).run(['--help'], verbs);
      const named = [...help.matchAll(/^ {2}(--[a-z-]+)/gm)].map(([, option = '']) => option);
      options.set(name, [...new Set([...named, '--help'])]);
    }
  } finally {
    console.log = print;
  }
  return options;
}

type Options = ReadonlyMap<string, readonly string[]>;

const SCRIPTS: Record<Shell, (options: Options, verbs: Verbs) => string> = {
  bash: (options) => `_trilens() {
  local word="\${COMP_WORDS[COMP_CWORD]}"
  local words="${[...options.keys()].join(' ')} --help --version"
  if [ "$COMP_CWORD" -gt 1 ]; then
    case "\${COMP_WORDS[1]}" in
${cases(options, (all) => `words="${all.join(' ')}"`)}
      *) words="" ;;
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -o default -F _trilens trilens`,
  zsh: (options) => `_trilens() {
  if (( CURRENT == 2 )); then
    compadd -- ${[...options.keys()].join(' ')} --help --version
    return
  fi
  case "$words[2]" in
${cases(options, (all) => `compadd -- ${all.join(' ')}`)}
  esac
  _files
}
compdef _trilens trilens`,
  fish: (options, verbs) =>
    [...options]
      .flatMap(([verb, all]) => [
        `complete -c trilens -n __fish_use_subcommand -a ${verb} -d '${verbs[verb]?.does.replaceAll("'", "\\'")}'`,
        ...all.map(
          (option) =>
            `complete -c trilens -n '__fish_seen_subcommand_from ${verb}' -l ${option.slice(2)}`,
        ),
      ])
      .join('\n'),
  powershell: (options) => `Register-ArgumentCompleter -Native -CommandName trilens -ScriptBlock {
  param($word, $ast, $position)
  $options = @{
${[...options].map(([verb, all]) => `    '${verb}' = @(${all.map((option) => `'${option}'`).join(', ')})`).join('\n')}
  }
  $parts = @($ast.CommandElements | ForEach-Object { $_.ToString() })
  $inVerb = $parts.Count -gt 2 -or ($parts.Count -eq 2 -and $word -eq '')
  $words = if ($inVerb) { $options[$parts[1]] } else { $options.Keys }
  $words | Where-Object { $_ -like "$word*" } | Sort-Object
}`,
};

function cases(options: Options, does: (all: readonly string[]) => string): string {
  return [...options].map(([verb, all]) => `      ${verb}) ${does(all)} ;;`).join('\n');
}
