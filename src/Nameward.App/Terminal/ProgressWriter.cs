using Nameward.Engine.Reports;

namespace Nameward.App.Terminal;

/// <summary>One line on standard error that is written over and over while evidence is read; silent where standard error is no terminal.</summary>
sealed class ProgressWriter(TextWriter error, bool isTerminal, TerminalOptions options)
{
    readonly Lock _writing = new();
    int _written;

    /// <summary>Shows how far the reading is.</summary>
    public void Show(in Progress progress)
    {
        if (!isTerminal)
        {
            return;
        }
        lock (_writing)
        {
            var line = progress.Line(options);
            error.Write('\r' + line.PadRight(_written));
            error.Flush();
            _written = line.Length;
        }
    }

    /// <summary>Lets something else be written in between.</summary>
    public void Between(Action write)
    {
        lock (_writing)
        {
            Clear();
            write();
        }
    }

    /// <summary>Clears the line, so that what follows begins at its start.</summary>
    public void Clear()
    {
        lock (_writing)
        {
            if (_written == 0)
            {
                return;
            }
            error.Write('\r' + new string(' ', _written) + '\r');
            error.Flush();
            _written = 0;
        }
    }
}
