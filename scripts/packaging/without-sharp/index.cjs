// transformers.js refuses to load without an image library; the installed application has no images to read.
module.exports = () => {
  throw new Error('no image library in this application');
};
