"use client";
import { Compass } from "lucide-react";
import Link from "next/link";
import { BrandHead } from "../features/brand/BrandHead.tsx";
import { text } from "../language/index.ts";
import { EmptyState } from "../ui/index.ts";

export default function NotFoundPage() {
  return (
    <main className="relative h-dvh">
      <BrandHead />
      <h1 className="sr-only">{text("app.notFound")}</h1>
      <EmptyState
        icon={Compass}
        title={text("app.noSuchPage")}
        action={
          <Link href="/chat" className="font-semibold text-accent underline underline-offset-4">
            {text("app.goToConversations")}
          </Link>
        }
      />
    </main>
  );
}
