cxterms.beside(0,[["a blade in a block that takes off shavings — Vera",[["Is under",[["tool",1]]]]],["",[["Includes",[["plane",1]]]]]]);
