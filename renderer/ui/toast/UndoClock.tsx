/** How long Undo is still there: a line that runs out, or, with reduced motion, a number that counts. */
import { useReducedMotion } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import styles from './toast.module.css';

export function UndoClock({ ms }: { readonly ms: number }) {
  const still = useReducedMotion();
  return still ? <Seconds ms={ms} /> : <i className={styles.line} style={{ animationDuration: `${ms}ms` }} />;
}

function Seconds({ ms }: { readonly ms: number }) {
  const [left, setLeft] = useState(Math.ceil(ms / 1000));
  useEffect(() => {
    const timer = setInterval(() => setLeft((seconds) => Math.max(0, seconds - 1)), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <span className={styles.seconds} aria-hidden>
      {left}
    </span>
  );
}
