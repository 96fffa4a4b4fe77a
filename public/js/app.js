import './navigation.js';
import './head.js';
import './toast.js';
import './overlay.js';
import './search.js';
import './password.js';
import './copy.js';

document.documentElement.classList.add('js');
