// The first schema.
import type { Migration } from "../spelling.ts";

export const first: Migration = ({ surrogateKey, placeKey, packed, onlyGrows }) => [
  `create table sessions (
    n ${surrogateKey}, id text not null unique,
    user_id text not null, tenant_id text not null, roles text not null, name text,
    expires_at bigint, revoked_at bigint, head integer not null)`,
  "create index sessions_of_user on sessions (user_id)",
  "create index revoked_sessions on sessions (revoked_at) where revoked_at is not null",
  `create table tokens (
    hash text primary key, session integer not null references sessions (n)) ${packed}`,
  "create index tokens_of_session on tokens (session)",
  `create table tickets (
    hash text primary key, session integer not null references sessions (n), expires_at bigint not null) ${packed}`,
  `create table conversations (
    n ${surrogateKey}, id text not null unique,
    user_id text not null, agent_type text not null, pillar text,
    turns integer not null, created_at bigint not null, updated_at bigint not null, state text,
    lease_owner text, lease_until bigint not null, fence integer not null, running integer)`,
  "create index conversations_of_user on conversations (user_id)",
  `create table turns (
    n ${surrogateKey}, id text not null unique,
    conversation integer not null references conversations (n), ordinal integer not null,
    session integer not null references sessions (n), message_id text not null,
    source smallint not null, origin smallint not null, status smallint, metadata text,
    accepted_at bigint not null, attempt integer not null, cancelled smallint not null,
    first_seq integer not null, last_seq integer,
    unique (conversation, ordinal), unique (conversation, message_id))`,
  "create index open_turns on turns (conversation, ordinal) where status is null",
  // Not packed: long bodies would spill onto pages of their own.
  `create table facts (
    place ${placeKey}, type text not null, turn integer, at bigint not null, body text)`,
  `create table journal (
    scope text not null, key text not null, name text not null, input_hash text not null, result text not null,
    primary key (scope, key)) ${packed}`,
  `create table files (
    id text primary key, user_id text not null, name text not null, media_type text not null,
    bytes bigint not null, state text not null, message text, uploaded_at bigint not null) ${packed}`,
  "create index files_of_user on files (user_id)",
  `create table memory (
    user_id text not null, key text not null, value text not null, primary key (user_id, key)) ${packed}`,
  `create table audit (
    n ${surrogateKey}, at bigint not null, action text not null, subject text not null, user_id text not null)`,
  ...onlyGrows("audit"),
];
