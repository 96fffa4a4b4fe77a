import './navigation.js';
import './head.js';
import './toast.js';
import './overlay.js';
import './search.js';
import './password.js';
import './copy.js';
import './charts.js';
import './print.js';
import './regroup.js';

document.documentElement.classList.add('js');
