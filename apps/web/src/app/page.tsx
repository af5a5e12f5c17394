import { Landing } from "../features/sign-in/Landing.tsx";

export default function LandingPage() {
  return <Landing />;
}
