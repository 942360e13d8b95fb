/** For one person's machine, with many other things on it: little memory, few processes, and nothing lost. */
export const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '48MB',
  maintenance_work_mem: '32MB',
  max_wal_size: '512MB',
  // Nobody replicates it.
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_logical_replication_workers: '0',
  // The default, worker, keeps three more processes.
  io_method: 'sync',
  // Compiling pays for queries that take seconds, and costs up to a tenth of one.
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '',
  log_checkpoints: 'off',
  // Statements hold what users wrote.
  log_min_error_statement: 'panic',
}
