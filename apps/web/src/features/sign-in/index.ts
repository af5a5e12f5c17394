/** Signing in: the first page, the way back from a provider, and once more where one is. */
export { SignInAgain } from "./SignInAgain.tsx";
