/** Whether what can be operated inside of a text takes part in the tab order: only in the row that has the list's one tab stop. */
import { createContext, useContext } from "react";

const Reach = createContext(true);

export const ReachProvider = Reach.Provider;

export function useTabIndex(): 0 | -1 {
  return useContext(Reach) ? 0 : -1;
}
