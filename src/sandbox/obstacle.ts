/** Something that keeps a backend from being used, and the one command or step that mends it. */
export type Obstacle = { readonly what: string; readonly mend: string };

/** What is looked at to tell whether a backend can be used. */
export type Facts = {
  readonly platform: string;
  readonly root: boolean;
  /** Runs a command. @returns its exit code and what it complained of; null where it isn't installed */
  readonly run: (
    argv: readonly string[],
  ) => { readonly status: number | null; readonly stderr: string } | null;
  /** The number that a file of the kernel's holds; NaN where it isn't there. */
  readonly number: (file: string) => number;
  /** Whether the root, or the image, has been built. */
  readonly built: () => boolean;
};

export function bwrapObstacle(facts: Facts): Obstacle | null {
  if (facts.platform !== 'linux')
    return { what: 'it is for Linux', mend: 'use Docker: npm run sandbox:setup -- --backend docker' };
  for (const [tool, from] of facts.root ? tools : tools.slice(0, 1))
    if (facts.run([tool, '--version']) === null)
      return { what: `${tool} is not installed`, mend: `apt install ${from}` };
  return (
    namespacesRefused(facts) ??
    (facts.built() ? null : { what: 'its environment is not built', mend: 'npm run sandbox:setup' })
  );
}

export function dockerObstacle({ run, built }: Facts): Obstacle | null {
  // The client alone is no engine.
  if (run(['docker', 'version', '--format', '{{.Server.Version}}'])?.status !== 0)
    return { what: 'no engine runs', mend: 'start Docker' };
  return built()
    ? null
    : { what: 'its image is not built', mend: 'npm run sandbox:setup -- --backend docker' };
}

/** The real root becomes somebody else first, which takes the second one. */
const tools = [
  ['bwrap', 'bubblewrap'],
  ['setpriv', 'util-linux'],
] as const;

/** Distributions forbid unprivileged user namespaces in three ways; each has another remedy. */
const refusals: readonly {
  readonly file: string;
  readonly is: (value: number) => boolean;
  readonly mend: string;
}[] = [
  {
    file: '/proc/sys/kernel/apparmor_restrict_unprivileged_userns',
    is: (value) => value === 1,
    mend: 'sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0, or an AppArmor profile that lets bwrap use userns',
  },
  {
    file: '/proc/sys/kernel/unprivileged_userns_clone',
    is: (value) => value === 0,
    mend: 'sudo sysctl kernel.unprivileged_userns_clone=1',
  },
  {
    file: '/proc/sys/user/max_user_namespaces',
    is: (value) => value === 0,
    mend: 'sudo sysctl user.max_user_namespaces=10000',
  },
];

const asStranger = ['setpriv', '--reuid=200000', '--regid=200000', '--clear-groups'];
const namespaces = ['bwrap', '--unshare-all', '--ro-bind', '/', '/', '--proc', '/proc', 'true'];

function namespacesRefused({ root, run, number }: Facts): Obstacle | null {
  const tried = run([...(root ? asStranger : []), ...namespaces]);
  if (tried?.status === 0) return null;
  const cause = refusals.find(({ file, is }) => is(number(file)));
  const said = tried?.stderr.trim().split('\n')[0];
  return {
    what: `this system forbids unprivileged user namespaces (${said === undefined || said === '' ? 'bwrap failed' : said})`,
    mend:
      cause?.mend ??
      'allow unprivileged user namespaces, or use Docker: npm run sandbox:setup -- --backend docker',
  };
}
