'use client'
export { Crash as default } from '../../components/crash.tsx'
