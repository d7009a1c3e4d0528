import type { Manual } from '../frame/manual.ts';

/** What help says of the commands that are no clients of the admin API, by their words. */
export const LOCAL_MANUALS: Readonly<Record<string, Manual>> = {
  serve: {
    details: [
      'Says "pintumbler ready" in one line on stdout once requests are served; logs are JSON lines on stderr. SIGTERM, SIGINT and SIGHUP drain, and the process ends with 0.',
      'Secrets have no flag: they come from the environment, or from files named there.',
    ],
    examples: [
      [
        'pintumbler serve --data-dir /var/lib/pintumbler',
        'serves on 127.0.0.1, ports 8080 and 8081',
      ],
    ],
    seeAlso: ['doctor', 'config print', 'migrate'],
  },
  dev: {
    details: [
      'For one person on their own machine: listens on loopback only, and never on data that serve has used.',
    ],
    examples: [['pintumbler dev --data-dir data', 'makes demo credentials in data/demo.json']],
    seeAlso: ['serve'],
  },
  openapi: {
    details: ['What a running server answers at /openapi.json; reads no data and starts nothing.'],
    examples: [['pintumbler openapi > openapi.json', 'writes the description of every call']],
    seeAlso: ['serve'],
  },
  'audit verify': {
    details: [
      'Reads the database itself, also beside a server at work, with the keyring the data was written with. Ends with 1 when a trail is not what was written.',
      'A checkpoint kept elsewhere, as the log says one every minute, shows a rollback of the whole database as well.',
    ],
    examples: [
      [
        'pintumbler audit verify --data-dir /var/lib/pintumbler',
        'checks the trail of every tenant',
      ],
      [
        'pintumbler audit verify --tenant acme --json',
        'checks one, and prints its verdict as JSON',
      ],
    ],
    seeAlso: ['audit list', 'audit export'],
    twins: ['GET /tenants/:tenant/audit/verify'],
  },
  keystore: {
    details: ['The keystore holds a private key that is shown only once.'],
    examples: [
      ['pintumbler keystore --tenant acme --name app', 'prints it in the form of every SDK'],
      ['pintumbler keystore --tenant acme --name app --client official7App', 'in one form'],
    ],
    seeAlso: ['key create', 'key revoke'],
    twins: ['POST /tenants/:tenant/keys'],
  },
  'keys add': {
    details: [
      'Writes it into the keyring this configuration names; a server at work takes notice when a rotation is started. It seals nothing before.',
    ],
    examples: [
      ['pintumbler keys add --data-dir /var/lib/pintumbler', 'makes the root of the next rotation'],
    ],
    seeAlso: ['keys rotate', 'keys rotation'],
  },
  'keys show': {
    examples: [['pintumbler keys show --data-dir /var/lib/pintumbler', 'lists the roots by id']],
    seeAlso: ['keys split', 'doctor'],
  },
  'keys split': {
    details: [
      'Each share goes to another operator, on paper or in a file (0600); fewer than the threshold say nothing about the keyring. A share is good only together with others of its set.',
      'The shares hold the roots of this moment. After a change of the keyring split it again, and destroy the old shares.',
    ],
    examples: [
      ['pintumbler keys split --shares 5 --threshold 3', 'shows five shares, one after the other'],
      [
        'pintumbler keys split --shares 3 --threshold 2 --out /media/a /media/b /media/c',
        'writes one to each of three sticks',
      ],
    ],
    seeAlso: ['keys recover', 'keys show'],
  },
  'keys recover': {
    details: [
      'Puts the keyring where the settings say it is, and never over another one. Where there is data, shares of another keyring are refused.',
      'To move a keyring into a token or a key service, recover it with the new place as --keyring.',
    ],
    examples: [
      ['pintumbler keys recover', 'asks for one share after the other'],
      ['pintumbler keys recover --share a.txt b.txt c.txt', 'reads them from files'],
    ],
    seeAlso: ['keys split', 'keys show'],
  },
  'keys make-wrapping-key': {
    details: [
      'An AES-256 key, sensitive and not extractable. The PIN of the token comes from PINTUMBLER_KEYRING_PIN_FILE.',
    ],
    examples: [
      [
        "pintumbler keys make-wrapping-key --keyring 'pkcs11:token=pins;object=wrap?module-path=/usr/lib/softhsm/libsofthsm2.so'",
        'makes the key "wrap" in the token "pins"',
      ],
    ],
    seeAlso: ['keys show', 'serve'],
  },
  doctor: {
    details: ['Looks at everything a server with these settings relies on, and writes nothing.'],
    examples: [['pintumbler doctor --data-dir /var/lib/pintumbler', 'ends with 1 for a problem']],
    seeAlso: ['config print', 'serve'],
  },
  export: {
    details: ['The file opens with the keyring only; keep the two apart.'],
    examples: [['pintumbler export --out all.gz', 'writes everything, packed']],
    seeAlso: ['import'],
  },
  import: {
    details: ['Run again after it was stopped, it goes on where it was.'],
    examples: [['pintumbler import all.gz --dry-run', 'checks everything and writes nothing']],
    seeAlso: ['export', 'subject import-hash'],
  },
  backup: {
    details: [
      'Reads beside the server, as of one instant and at a pace that leaves it the disk. The file has its name once it is complete, and no file is written over.',
      'The keyring is not in it, and it opens with that only. PostgreSQL has tools of its own for this.',
    ],
    examples: [
      ['pintumbler backup --to /backups/monday.db', 'copies the database of ./data'],
      ['pintumbler backup --to monday.db --verify', 'and reads all of it back'],
    ],
    seeAlso: ['restore', 'export'],
  },
  restore: {
    details: [
      'With the server stopped. Where the newest database is there and whole, it stays, and what is broken in it is repaired. Where it is not, the backup takes its place: guesses count as spent, every PIN waits to be confirmed, tenants are suspended and operators disabled until somebody has looked at them.',
      'A database that was put back by other means does not start; --adopt does the same to it, also on PostgreSQL.',
    ],
    examples: [
      ['pintumbler restore monday.db --dry-run', 'says what would be done'],
      ['pintumbler restore monday.db', 'does it'],
      ['pintumbler restore --adopt', 'goes on with what is there, and believes none of it'],
    ],
    seeAlso: ['backup', 'subject confirm'],
  },
  migrate: {
    details: [
      'Every start of a server does the same. By itself it is for upgrades in steps: take the steps first, then start the new servers one by one.',
    ],
    examples: [['pintumbler migrate --dry-run', 'says which steps a start would take']],
    seeAlso: ['doctor', 'serve'],
  },
  'config print': {
    details: ['Takes the flags of serve. Of a secret it says whether it is set, never what it is.'],
    examples: [['pintumbler config print --port 9080', 'shows port 9080, from a flag']],
    seeAlso: ['serve', 'doctor'],
  },
  completion: {
    details: [
      'Prints a script; what it completes are commands, options and the choices of options.',
    ],
    examples: [
      ['source <(pintumbler completion bash)', 'for this shell; put it into ~/.bashrc for all'],
      ['pintumbler completion zsh > ~/.zfunc/_pintumbler', 'for zsh, where ~/.zfunc is in fpath'],
      ['pintumbler completion fish > ~/.config/fish/completions/pintumbler.fish', 'for fish'],
    ],
    seeAlso: ['help'],
  },
  help: {
    examples: [['pintumbler help policy preview', 'shows what --help shows']],
    seeAlso: ['completion'],
  },
};
