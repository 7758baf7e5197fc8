import { readFileSync } from 'node:fs';
import path from 'node:path';
import { freePort, type ProgramServer, startProgram } from './program-server.ts';
import { findProgram } from './programs.ts';
import { project } from './sources.ts';

/** The port of each node, in the order in which the file names them. */
type NodePorts = readonly [number, number, number];

/**
 * nginx with `.deploy/nginx.conf` as it is, but for what belongs to a place: where it listens, where the nodes are, where it may write.
 */
export async function startNginx(ports: NodePorts): Promise<ProgramServer> {
  const [program, port] = [await findProgram('nginx'), await freePort()];
  const place = [
    'http {',
    ...['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${kind};`),
  ];
  const ours = readFileSync(path.join(project, '.deploy/nginx.conf'), 'utf8');
  const settings = ours
    .replace('http {', place.join('\n'))
    .replace('listen 8080 default_server', `listen 127.0.0.1:${port} default_server`)
    .replace(/node-(\d):8000/g, (_name, number: string) => `127.0.0.1:${ports[Number(number) - 1]}`)
    // One process is enough here, and one that is ended takes all of it along.
    .concat('\ndaemon off;\nmaster_process off;\npid nginx.pid;\n');
  const args = ['-p', '.', '-c', 'settings', '-e', 'stderr'];
  return startProgram({ program, port, args, settings, url: `http://127.0.0.1:${port}` });
}
