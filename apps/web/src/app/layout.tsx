import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { SpokenApp } from "../language/index.ts";
import { LookFollower, Toaster, TooltipLayer } from "../ui/index.ts";
import { FIRST_SCRIPT } from "./first-script.ts";
import "./globals.css";

export const metadata: Metadata = {
  title: "oschat",
  description: "A chat for the people you know, on a server you run.",
  applicationName: "oschat",
  manifest: "/manifest.webmanifest",
  icons: { icon: "/icon.svg", apple: "/apple-touch-icon.png" },
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  interactiveWidget: "resizes-content",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f2f4f9" },
    { media: "(prefers-color-scheme: dark)", color: "#0f1118" },
  ],
};

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" suppressHydrationWarning>
      <head>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of this project, run before the first paint */}
        <script dangerouslySetInnerHTML={{ __html: FIRST_SCRIPT }} />
      </head>
      <body>
        <SpokenApp>
          {children}
          <Toaster />
          <TooltipLayer />
        </SpokenApp>
        <LookFollower />
      </body>
    </html>
  );
}
