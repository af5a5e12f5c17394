/** Who is signed in. The token lives in memory only; the browser's session is an HttpOnly cookie that no script sees. */
import { type Me, Refusal, type SignedIn } from "@oschat/protocol";
import { create } from "zustand";
import { request } from "../chat/api.ts";

interface AuthStore {
  token: string | null;
  user: Me | null;
  isAuthenticated: boolean;
  /** When the server last said whose session this is, in milliseconds since the epoch. */
  knownAt: number | null;
  setToken: (token: string | null) => void;
  /** Takes the answer of a sign-in. */
  signedIn: (answer: SignedIn) => void;
  /** Asks the server whose session this is; rejects with `Refusal` when nobody's, `ConnectionLost` when it is not known. */
  fetchUser: () => Promise<Me>;
  /** Ends the session on the server. A session that has already ended counts as ended. */
  logout: () => Promise<void>;
}

const SIGNED_OUT = { token: null, user: null, isAuthenticated: false, knownAt: null } as const;

export const useAuthStore = create<AuthStore>((set) => ({
  ...SIGNED_OUT,
  setToken: (token) => set({ token }),
  signedIn: ({ user, token }) => set({ user, token, isAuthenticated: true, knownAt: Date.now() }),
  async fetchUser() {
    try {
      const { user } = await request("GET /auth/verify");
      set({ user, isAuthenticated: true, knownAt: Date.now() });
      return user;
    } catch (error) {
      if (error instanceof Refusal && error.status === 401) set(SIGNED_OUT);
      throw error;
    }
  },
  async logout() {
    try {
      await request("POST /auth/logout");
    } catch (error) {
      if (!(error instanceof Refusal && error.status === 401)) throw error;
    }
    set(SIGNED_OUT);
  },
}));
