// A classic script in the head: the theme has to be known before anything is painted, or a dark page flashes white.
{
  const chosen = localStorage.getItem('theme');
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
}
