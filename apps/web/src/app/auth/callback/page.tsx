import { Callback } from "../../../features/sign-in/Callback.tsx";

export default function CallbackPage() {
  return <Callback />;
}
