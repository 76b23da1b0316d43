using Microsoft.Data.Sqlite;
using Nameward.Engine;
using SQLitePCL;

namespace Nameward.Store.Sqlite;

/// <summary>The connection to the file: parameterised statements, transactions, and what can go wrong with a file said as the user's mistake.</summary>
sealed class SqliteLink : IDisposable
{
    /// <summary>Seconds that another process may hold the file before that is said.</summary>
    const int Patience = 5;

    readonly SqliteConnection _connection;
    readonly Dictionary<string, SqliteCommand> _commands = [];
    bool _isWriting;

    static SqliteLink() => Batteries_V2.Init();

    SqliteLink(string path, SqliteConnection connection) => (Path, _connection) = (path, connection);

    /// <summary>The file, as it was named.</summary>
    public string Path { get; }

    /// <summary>Whether it may be changed.</summary>
    public bool IsForWriting { get; private init; }

    /// <summary>The connection itself, for copies of the whole.</summary>
    public SqliteConnection Connection => _connection;

    /// <summary>Opens a file.</summary>
    /// <exception cref="UserError">It cannot be opened.</exception>
    public static SqliteLink Open(string path, LinkUse use)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = System.IO.Path.GetFullPath(path),
            Mode = use == LinkUse.WriteOrMake ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite,
            Pooling = false,
            DefaultTimeout = Patience,
            ForeignKeys = true,
        }.ToString());
        var link = new SqliteLink(path, connection) { IsForWriting = use != LinkUse.Read };
        try
        {
            link.Guard(() =>
            {
                connection.Open();
                link.Run("PRAGMA synchronous = FULL");
                link.Run(use == LinkUse.Read ? "PRAGMA query_only = ON" : "PRAGMA query_only = OFF");
            });
            return link;
        }
        catch (UserError)
        {
            link.Dispose();
            throw;
        }
    }

    /// <summary>Does something with the file.</summary>
    /// <exception cref="UserError">What is wrong with the file.</exception>
    public void Guard(Action work)
    {
        try
        {
            work();
        }
        catch (SqliteException fault) when (StoreFault.IsTheirs(fault))
        {
            throw StoreFault.Of(Path, fault);
        }
        catch (InvalidDataException fault)
        {
            throw StoreFault.Damaged(Path, fault.Message);
        }
    }

    /// <summary>Does changes as one transaction; within another, as a part of it.</summary>
    /// <exception cref="UserError">What is wrong with the file; nothing is changed.</exception>
    public void Write(Action changes)
    {
        if (_isWriting)
        {
            changes();
            return;
        }
        Guard(() =>
        {
            Run("BEGIN IMMEDIATE");
            _isWriting = true;
            try
            {
                changes();
                Run("COMMIT");
            }
            finally
            {
                _isWriting = false;
                Undo();
            }
        });
    }

    /// <summary>Does readings of which each sees the same state.</summary>
    public void ReadAsOne(Action readings)
    {
        Guard(() =>
        {
            Run("BEGIN");
            try
            {
                readings();
            }
            finally
            {
                Undo();
            }
        });
    }

    /// <summary>Runs a statement.</summary>
    /// <returns>Rows that it changed.</returns>
    public int Run(string sql, params ReadOnlySpan<object?> values) => Command(sql, values).ExecuteNonQuery();

    /// <summary>The rows of a question, at once.</summary>
    public List<T> Rows<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        var rows = new List<T>();
        var command = Command(sql, values);
        Guard(() =>
        {
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                rows.Add(read(reader));
            }
        });
        return rows;
    }

    /// <summary>The rows of a question, one after the other; nothing may be changed on this connection meanwhile.</summary>
    public IEnumerable<T> Walk<T>(string sql, Func<SqliteDataReader, T> read, params object?[] values)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        Bind(command, values);
        SqliteDataReader? opened = null;
        Guard(() => opened = command.ExecuteReader());
        using var reader = opened!;
        while (true)
        {
            var (any, row) = (false, default(T));
            Guard(() =>
            {
                any = reader.Read();
                row = any ? read(reader) : default;
            });
            if (!any)
            {
                yield break;
            }
            yield return row!;
        }
    }

    /// <summary>The one number of a question.</summary>
    public long Number(string sql, params ReadOnlySpan<object?> values) => Rows(sql, row => row.GetInt64(0), values)[0];

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var command in _commands.Values)
        {
            command.Dispose();
        }
        _commands.Clear();
        _connection.Dispose();
    }

    // SQLite has undone it by itself where the disk is full.
    void Undo()
    {
        if (raw.sqlite3_get_autocommit(_connection.Handle) == 0)
        {
            Run("ROLLBACK");
        }
    }

    SqliteCommand Command(string sql, ReadOnlySpan<object?> values)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = _connection.CreateCommand();
            command.CommandText = sql;
            _commands.Add(sql, command);
        }
        Bind(command, values);
        return command;
    }

    static void Bind(SqliteCommand command, ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (i == command.Parameters.Count)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = "$" + (i + 1) });
            }
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }
    }
}
