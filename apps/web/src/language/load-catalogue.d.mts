export default function loadCatalogue(source: string): string;

export const catalogues: {
  name: string;
  enforce: "pre";
  transform(source: string, id: string): { code: string; map: null } | null;
};
