/** A placeholder that its owner replaces. */
import { Pane } from '../../ui/index.ts';

export default function ComposePlace() {
  return <Pane label="">{null}</Pane>;
}
