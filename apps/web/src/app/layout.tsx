import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { ThemeFollower, Toaster, TooltipLayer } from "../ui/index.ts";
import "./globals.css";
import { THEME_SCRIPT } from "./theme-script.ts";

export const metadata: Metadata = {
  title: "oschat",
  description: "A chat for the people you know, on a server you run.",
  applicationName: "oschat",
  manifest: "/manifest.webmanifest",
  icons: { icon: "/icon.svg", apple: "/icon-192.png" },
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
        <script dangerouslySetInnerHTML={{ __html: THEME_SCRIPT }} />
      </head>
      <body>
        {children}
        <Toaster />
        <TooltipLayer />
        <ThemeFollower />
      </body>
    </html>
  );
}
