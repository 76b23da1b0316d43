using Nameward.Engine.Reports;

namespace Nameward.App.Terminal;

/// <summary>One line on standard error that is written over and over while evidence is read; silent where standard error is no terminal.</summary>
sealed class ProgressWriter(TextWriter error, bool isTerminal, TerminalOptions options)
{
    int _written;

    /// <summary>Shows how far the reading is.</summary>
    public void Show(in Progress progress)
    {
        if (isTerminal)
        {
            var line = progress.Line(options);
            error.Write('\r' + line.PadRight(_written));
            error.Flush();
            _written = line.Length;
        }
    }

    /// <summary>Clears the line, so that what follows begins at its start.</summary>
    public void Clear()
    {
        if (_written > 0)
        {
            error.Write('\r' + new string(' ', _written) + '\r');
            error.Flush();
            _written = 0;
        }
    }
}
