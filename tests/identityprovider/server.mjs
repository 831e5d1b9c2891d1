// The OpenID Connect provider of the tests: the certified library, and nothing here but its
// configuration. All that differs between tests is in a file that the tests write (proces.py):
//   node server.mjs PORT CONTROL_FILE REQUEST_LOG
import { randomBytes } from 'node:crypto';
import { appendFileSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';

import { interactionPolicy, Provider } from 'oidc-provider';

const [port, controlFile, requestLog] = process.argv.slice(2);
const ISSUER = `http://localhost:${port}`;
const RESOURCE = 'urn:resource'; // the library wants a URI; tokens bear the audience instead
const SCOPE = 'openid email profile';
const CLAIMS = {
  openid: ['sub', 'roles', 'realm_access'],
  email: ['email'],
  profile: ['preferred_username'],
};
const COOKIE_KEYS = [randomBytes(32).toString('hex')];

const escape = (value) => String(value).replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

const page = (title, body) =>
  `<!DOCTYPE html><html lang="nl"><meta charset="utf-8"><title>${title}</title><h1>${title}</h1>${body}</html>`;

function claimsOf(medewerker) {
  const { sub, email, preferred_username, rollen } = medewerker;
  // Roles in two places: where many providers have them, and where Keycloak does.
  const roles = { roles: rollen, realm_access: { roles: rollen } };
  return { sub, ...(email && { email }), preferred_username, ...roles };
}

function policy() {
  const base = interactionPolicy.base();
  // The library leaves it to its user that a session does not outlive who it is of.
  const left = ({ oidc }) => Boolean(oidc.session.accountId && !oidc.account);
  base.get('login').checks.add(
    new interactionPolicy.Check('left', 'this person left', 'login_required', left),
  );
  return base;
}

function configuration(control) {
  const find = (sub) => control.medewerkers.find((medewerker) => medewerker.sub === sub);
  const { algorithm, token_lifetime: lifetime } = control;
  return {
    jwks: control.jwks,
    clients: control.clients.map(({ audience, ...client }) => ({
      ...client,
      grant_types: ['authorization_code'],
      response_types: ['code'],
      id_token_signed_response_alg: algorithm,
    })),
    clientAuthMethods: ['client_secret_basic', 'client_secret_post'],
    pkce: { methods: ['S256'], required: () => true },
    // Lax, where the library has None: browsers refuse None over plain http.
    cookies: { keys: COOKIE_KEYS, long: { signed: true, sameSite: 'lax' }, short: { signed: true } },
    ttl: {
      AccessToken: lifetime, IdToken: lifetime, Grant: 86400, Interaction: 3600, Session: 86400,
    },

    findAccount(ctx, sub) {
      const medewerker = find(sub);
      return medewerker && { accountId: sub, claims: () => claimsOf(medewerker) };
    },
    claims: CLAIMS,
    conformIdTokenClaims: false, // like most providers: the claims are in the ID token too
    extraTokenClaims(ctx, token) {
      const wanted = [...token.scopes].flatMap((scope) => CLAIMS[scope] ?? []);
      const claims = Object.entries(claimsOf(find(token.accountId)));
      return Object.fromEntries(claims.filter(([name]) => wanted.includes(name)));
    },

    interactions: { policy: policy() },
    // Consent is given beforehand, as in an organisation's own provider.
    async loadExistingGrant({ oidc }) {
      const { client, provider, session } = oidc;
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope(SCOPE);
      grant.addResourceScope(RESOURCE, SCOPE);
      await grant.save();
      return grant;
    },

    features: {
      devInteractions: { enabled: false }, // those pages load fonts from elsewhere
      resourceIndicators: {
        enabled: true,
        // Without a resource, access tokens are opaque and meant for the userinfo endpoint.
        defaultResource: () => (control.opaque ? undefined : RESOURCE),
        useGrantedResource: () => true,
        getResourceServerInfo: (ctx, resource, { clientId }) => ({
          scope: SCOPE,
          audience: control.clients.find(({ client_id: id }) => id === clientId).audience,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: algorithm } },
        }),
      },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource(ctx, form) {
          ctx.body = page('Uitloggen', `${form}<button form="op.logoutForm" name="logout" value="yes">Uitloggen</button>`);
        },
        postLogoutSuccessSource(ctx) {
          ctx.body = page('Uitgelogd', '');
        },
      },
    },
    renderError(ctx, out) {
      ctx.body = page('Fout', `<pre>${escape(JSON.stringify(out, null, 2))}</pre>`);
    },
  };
}

// Sessions and codes are kept by the library outside the Provider: a new one continues with them.
let read;
let control;
let provider;
function current() {
  const now = readFileSync(controlFile, 'utf8');
  if (now !== read) {
    control = JSON.parse(now);
    provider = new Provider(ISSUER, configuration(control));
    provider.on('server_error', (ctx, error) => console.error(error));
    read = now;
  }
  return { control, provider };
}

// The pages that the library leaves to its user. Login asks for nothing but who you are.
async function interaction(provider, medewerkers, request, response) {
  await provider.interactionDetails(request, response); // refuses whoever was not sent here
  if (request.method === 'POST') {
    const answer = new URLSearchParams(await text(request));
    const result = answer.has('sub')
      ? { login: { accountId: answer.get('sub') }, consent: {} }
      : { error: 'access_denied' };
    await provider.interactionFinished(request, response, result);
  } else {
    const buttons = medewerkers.map(({ sub, preferred_username: name }) =>
      `<p><button name="sub" value="${escape(sub)}">${escape(name)}</button></p>`);
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(page('Inloggen', `<form method="post">${buttons.join('')}<button name="annuleren" value="ja">Annuleren</button></form>`));
  }
}

async function answer(request, response) {
  const { pathname } = new URL(request.url, ISSUER);
  appendFileSync(requestLog, `${pathname}\n`);
  await sleep(1000 * (current().control.slow[pathname] ?? 0));
  const { control, provider } = current();
  if (!pathname.startsWith('/interaction/')) return provider.callback()(request, response);
  return interaction(provider, control.medewerkers, request, response);
}

const server = createServer((request, response) => {
  answer(request, response).catch((error) => {
    console.error(error);
    response.writeHead(error.statusCode ?? 500).end();
  });
});
server.keepAliveTimeout = 0; // a kept connection is never closed at the moment of a next request
server.listen(Number(port), '127.0.0.1');

// The pipe ends with the tests, however those end.
process.stdin.on('end', () => process.exit()).resume();
