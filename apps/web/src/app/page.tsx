export default function LandingPage() {
  return <main>oschat</main>;
}
