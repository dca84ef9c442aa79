// Who is asking: taken from the credential once, handed to everything that acts for this user.
export interface UserContext {
  readonly user_id: string;
  readonly tenant_id: string;
  readonly session_id: string;
  readonly roles: readonly string[];
  /** As the credential names them, when it does. */
  readonly name?: string;
}
