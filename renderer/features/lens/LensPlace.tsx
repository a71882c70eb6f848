/** A placeholder that its owner replaces. */
import { Pane } from '../../ui/index.ts';

export default function LensPlace() {
  return <Pane label="">{null}</Pane>;
}
