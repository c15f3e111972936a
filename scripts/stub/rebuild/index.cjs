exports.rebuild = () => Promise.reject(new Error("native modules are prebuilt: nothing is rebuilt here"));
