import { Compass } from "lucide-react";
import Link from "next/link";
import { EmptyState } from "../ui/index.ts";

export default function NotFoundPage() {
  return (
    <main className="h-dvh">
      <h1 className="sr-only">Not found</h1>
      <EmptyState
        icon={Compass}
        title="There is no page at this address."
        action={
          <Link href="/chat" className="font-semibold text-accent underline underline-offset-4">
            Go to your conversations
          </Link>
        }
      />
    </main>
  );
}
