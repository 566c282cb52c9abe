cxterms.index(["blade - 0\nblock - 0\noff - 0\nplane 0 -\nshaving - 0\ntake - 0\nthat - 0\ntool 1 -",[["plane","plane","a blade in a block that takes off shavings — Vera"],["tool","tool",""]]]);
