/** Every part of the design system in every state. Only while developing: see `pageExtensions` in next.config.ts. */
import { Gallery } from "./Gallery.tsx";

export default function GalleryPage() {
  return <Gallery />;
}
