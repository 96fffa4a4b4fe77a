import { makeAdmin } from '../features/auth/index.ts';
import { email, personName } from '../model/person.ts';
import { type Command, cliActor, Misuse, needed, passwordFromStdin, report } from './command.ts';

export const createAdmin: Command = {
  usage: '--email E --password-stdin [--name N]',
  help: 'makes an administrator',
  options: { email: { type: 'string' }, name: { type: 'string' }, 'password-stdin': { type: 'boolean' } },
  begins: true,
  async run(deps, inputs) {
    const address = email.safeParse(needed(inputs, 'email'));
    if (!address.success) throw new Misuse(address.error.issues[0]?.message ?? 'not an e-mail address');
    if (!inputs.options['password-stdin']) throw new Misuse('say --password-stdin and pipe the password in.');
    const name = personName.safeParse(inputs.options['name'] ?? address.data.split('@')[0]);
    if (!name.success) throw new Misuse(name.error.issues[0]?.message ?? 'not a name');
    const wanted = { email: address.data, name: name.data, password: await passwordFromStdin() };
    const outcome = await makeAdmin(deps, cliActor(), wanted);
    return report(outcome, (person) => `${person.email} may sign in as administrator.`);
  },
};
