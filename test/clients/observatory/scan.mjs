// Prints what the scanner says of the host named on the command line.
import { scan } from '@mdn/mdn-http-observatory';

console.log(JSON.stringify(await scan(process.argv[2])));
