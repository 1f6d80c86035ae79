import { startTestServer } from './server.ts';
for (let i=0;i<6;i++){ const t=performance.now(); const c=process.cpuUsage(); const s=await startTestServer(); const d=process.cpuUsage(c); console.log('start',Math.round(performance.now()-t),'cpu',Math.round((d.user+d.system)/1000)); const t2=performance.now(); const c2=process.cpuUsage(); if(i%2) await s.close(); const d2=process.cpuUsage(c2); console.log('close',Math.round(performance.now()-t2),'cpu',Math.round((d2.user+d2.system)/1000)); }
process.exit(0)
